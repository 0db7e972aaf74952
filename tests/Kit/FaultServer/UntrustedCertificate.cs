using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ActorLog.Kit;

/// <summary>A certificate for loopback that it has signed itself.</summary>
internal static class UntrustedCertificate
{
    public static X509Certificate2 Create()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(
            new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero)
        );

        // Windows cannot use a key that lives only in memory; a round trip through PKCS 12 gives it one that it can.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
