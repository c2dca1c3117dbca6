package dev.lakou.database.jdbc;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lakou.database.ClientCertificate;
import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;

/** A client's certificates, its own first, and the private key that is proven to belong to it. */
final class ClientKey {
    private final List<Certificate> chain;
    private final PrivateKey key;

    private ClientKey(List<Certificate> chain, PrivateKey key) {
        this.chain = chain;
        this.key = key;
    }

    /** @throws DatabaseException when certificate and key are not a pair */
    static ClientKey of(ClientCertificate client) {
        try {
            var chain = chain(client.chain());
            var publicKey = chain.get(0).getPublicKey();
            var key = PrivateKeyText.read(client.key(), publicKey)
                    .orElseThrow(() -> invalid("tls.key holds no unencrypted private key in PEM"));
            if (!belongs(key, publicKey)) {
                throw invalid("tls.key is not the key of the certificate in tls.crt");
            }
            return new ClientKey(chain, key);
        } catch (GeneralSecurityException e) {
            // Its cause could quote the key.
            throw invalid("tls.crt and tls.key are not a certificate and its key in PEM");
        }
    }

    void enter(KeyStore store, String alias) throws GeneralSecurityException {
        store.setKeyEntry(
                alias, key, CertificateFile.KEY_STORE_PASSWORD.toCharArray(), chain.toArray(Certificate[]::new));
    }

    private static List<Certificate> chain(String pem) throws CertificateException {
        var chain = List.<Certificate>copyOf(CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(US_ASCII))));
        if (chain.isEmpty()) {
            throw new CertificateException("empty");
        }
        return chain;
    }

    private static boolean belongs(PrivateKey key, PublicKey publicKey) throws GeneralSecurityException {
        var algorithm =
                switch (publicKey.getAlgorithm()) {
                    case "EC" -> "SHA256withECDSA";
                    case "RSA" -> "SHA256withRSA";
                    default -> publicKey.getAlgorithm();
                };
        var signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        var signed = signature.sign();
        signature.initVerify(publicKey);
        return signature.verify(signed);
    }

    private static DatabaseException invalid(String what) {
        return new DatabaseException(
                Kind.TLS_FAILED,
                "The client certificate cannot be used: %s. Correct the Secret that spec.tls.clientCertificateSecretRef names."
                        .formatted(what));
    }
}
