using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using ActorLog.Kit;
using Xunit;

namespace ActorLog.Host.Tests.Processes;

/// <summary>Real Python on the other side of the wire: its handlers send to the host, and the host sends to its server.</summary>
public sealed class PythonTests : IDisposable
{
    private const int Count = 1000;
    private const string SeedFormat =
        "[{Timestamp:yyyy-MM-dd HH:mm:ss}] [{Level:python}] {Message}{NewLine}{Exception}";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PythonFact]
    public Task RecordsThatPythonPostsStandInTheFileAsPythonsOwnHandlerWritesThem() => RecordsArrive("POST");

    [PythonFact]
    public Task RecordsThatPythonGetsStandInTheFileAsPythonsOwnHandlerWritesThem() => RecordsArrive("GET");

    [PythonFact]
    public Task WhatTheHostPostsIsByteForByteWhatTheSeedPosts() => EventsArrive("POST");

    [PythonFact]
    public Task WhatTheHostGetsIsByteForByteWhatTheSeedGets() => EventsArrive("GET");

    private async Task RecordsArrive(string method)
    {
        const string Program = """
            import logging, logging.handlers, sys
            host, method, path = sys.argv[1:]
            formatter = logging.Formatter('[%(asctime)s] [%(levelname)s] %(message)s', '%Y-%m-%d %H:%M:%S')
            logger = logging.getLogger('seed')
            logger.setLevel(logging.DEBUG)
            handlers = [logging.handlers.HTTPHandler(host, '/api/log/get', method=method),
                        logging.StreamHandler(sys.stdout), logging.FileHandler(path, encoding='utf-8')]
            for handler in handlers:
                handler.setFormatter(formatter)
                logger.addHandler(handler)
            messages = ['今天天气不错', '是风和日丽的', '100% "quoted" & a=b+c', 'emoji 😀 \\ tab']
            levels = [logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR, logging.CRITICAL]
            for n in range(1000):
                level, message = levels[n % 5], messages[n % 4]
                if n % 3 == 0: logger.log(level, message)
                elif n % 3 == 1: logger.log(level, '%s %05d %.3f %r', message, n, n / 7, [n, message])
                else: logger.log(level, '%(text)s and %(n)d', {'text': message, 'n': n})
            """;
        var config = _folder.Write(
            "receiver.conf",
            $$"""
            actorlog {
              inputs { http { type = http, listen = "127.0.0.1:0" } }
              sinks { file { type = file, path = "received.log", format = "{{SeedFormat}}", queue.when-full = wait } }
            }
            """
        );
        using var host = HostProcess.Start(_folder.Path, "run", "-c", config);
        var address = await host.AddressAsync();

        var streamed = await PythonProgram.Run(Program, address.Authority, method, _folder.File("python.log"));
        await host.SignalAsync("TERM");
        Assert.Equal(0, (await host.EndAsync()).Code);

        var received = await File.ReadAllTextAsync(_folder.File("received.log"));
        Assert.Equal(Count, received.Count(c => c == '\n'));
        Assert.Equal(await File.ReadAllTextAsync(_folder.File("python.log")), received);
        Assert.Equal(streamed, received);
    }

    private async Task EventsArrive(string method)
    {
        const string Program = """
            import http.server, json, logging, sys, urllib.parse
            count, method = int(sys.argv[1]), sys.argv[2]
            formatter = logging.Formatter('[%(asctime)s] [%(levelname)s] %(message)s', '%Y-%m-%d %H:%M:%S')
            requests = []
            class Handler(http.server.BaseHTTPRequestHandler):
                protocol_version = 'HTTP/1.1'
                def take(self, path, body):
                    requests.append((self.command, path, body, self.headers.get('Content-Type')))
                    self.send_response(200)
                    self.send_header('Content-Length', '0')
                    self.end_headers()
                    if len(requests) == count:
                        import threading
                        threading.Thread(target=server.shutdown).start()
                def do_POST(self):
                    self.take(self.path, self.rfile.read(int(self.headers['Content-Length'])))
                def do_GET(self):
                    self.take(self.path, b'')
                def log_message(self, *args): pass
            server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
            server.daemon_threads = True
            print(server.server_address[1], flush=True)
            server.serve_forever()
            for n, line in enumerate(sys.stdin):
                event = json.loads(line)
                record = logging.makeLogRecord({'msg': event['msg'], 'created': event['created'], 'levelname': event['levelname']})
                log = urllib.parse.urlencode({'log': formatter.format(record)})
                expected = ('POST', '/api/log/get', log.encode(), 'application/x-www-form-urlencoded') \
                    if method == 'POST' else ('GET', '/api/log/get?' + log, b'', None)
                assert requests[n] == expected, (n, requests[n], expected)
            print(n + 1, 'equal', flush=True)
            """;
        using var server = PythonProgram.Start(
            Program,
            redirectInput: true,
            Count.ToString(CultureInfo.InvariantCulture),
            method
        );
        var port = await server.StandardOutput.ReadLineAsync();
        var config = _folder.Write(
            "sender.conf",
            $$"""
            actorlog {
              default-sink.queue.when-full = wait
              inputs { lines { type = stdin } }
              sinks { http { type = http, url = "http://127.0.0.1:{{port}}/api/log/get", method = {{method}}, format = "{{SeedFormat}}" } }
            }
            """
        );
        string[] levels = ["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"];
        string[] texts = ["今天天气不错", "是风和日丽的", "100% \"quoted\" & a=b+c~*!'()", "emoji 😀 \\"];
        var lines = Enumerable
            .Range(0, Count)
            .Select(n => new
            {
                created = 1600857956.25 + n,
                levelname = levels[n % 5],
                msg = $"{texts[n % 4]} {n}",
            })
            .Select(line => JsonSerializer.Serialize(line))
            .ToArray();

        using var host = HostProcess.Start(_folder.Path, "run", "-c", config);
        await host.Input.WriteAsync(string.Join('\n', lines));
        host.Input.Close();
        Assert.Equal(0, (await host.EndAsync()).Code);

        await server.StandardInput.WriteAsync(string.Join('\n', lines));
        server.StandardInput.Close();
        var verdict = await server.StandardOutput.ReadToEndAsync();
        Assert.True(verdict == $"{Count} equal\n", await server.StandardError.ReadToEndAsync());
    }
}
