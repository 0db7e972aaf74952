using System;
using System.Globalization;
using AkkaService;

// One node of the service:         AkkaService node NAME PORT SEED-PORT HOST-URL
// Three nodes, one host, one kill: AkkaService demo PATH-TO-ACTORLOG.DLL
return args switch
{
    ["node", var name, var port, var seed, var url] => await Node.RunAsync(name, Number(port), Number(seed), url),
    ["demo", var host] => await ClusterDemo.RunAsync(host, Console.Out),
    _ => Usage(),
};

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static int Usage()
{
    Console.Error.WriteLine("usage: AkkaService node NAME PORT SEED-PORT HOST-URL | AkkaService demo ACTORLOG.DLL");
    return 2;
}
