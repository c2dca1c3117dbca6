package dev.lakou.database.jdbc;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Certificates as files, for drivers that read nothing else; one file for equal certificates. */
public final class CertificateFile {
    public static final String KEY_STORE_TYPE = "PKCS12";

    /** Certificates are no secret; the format asks for a password all the same. */
    public static final String KEY_STORE_PASSWORD = "certificates";

    private static final Map<String, Path> PEM_FILES = new ConcurrentHashMap<>();
    private static final Map<String, Path> KEY_STORES = new ConcurrentHashMap<>();

    private CertificateFile() {}

    /**
     * The file that holds this PEM; it goes with the process.
     *
     * @throws DatabaseException when it holds no certificate
     */
    public static Path of(String pem) {
        return PEM_FILES.computeIfAbsent(pem, text -> {
            certificates(text);
            return write(text.getBytes(US_ASCII), ".pem");
        });
    }

    /**
     * The key store that trusts the certificates in this PEM; it goes with the process.
     *
     * @throws DatabaseException when it holds no certificate
     */
    public static Path keyStoreOf(String pem) {
        return KEY_STORES.computeIfAbsent(pem, CertificateFile::keyStore);
    }

    private static Path keyStore(String pem) {
        try {
            var store = KeyStore.getInstance(KEY_STORE_TYPE);
            store.load(null, null);
            for (var certificate : certificates(pem)) {
                store.setCertificateEntry("ca-" + store.size(), certificate);
            }
            var file = write(new byte[0], ".p12");
            try (var stream = Files.newOutputStream(file)) {
                store.store(stream, KEY_STORE_PASSWORD.toCharArray());
            }
            return file;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has PKCS #12 key stores.", e);
        } catch (IOException e) {
            throw new UncheckedIOException("The certificate authority cannot be written to a file.", e);
        }
    }

    private static Collection<? extends Certificate> certificates(String pem) {
        try {
            var certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(US_ASCII)));
            if (certificates.isEmpty()) {
                throw new CertificateException("empty");
            }
            return certificates;
        } catch (CertificateException e) {
            throw new DatabaseException(
                    Kind.TLS_FAILED,
                    "The certificate authority is no X.509 certificate in PEM. Correct the CA Secret.",
                    e);
        }
    }

    private static Path write(byte[] content, String ending) {
        try {
            var file = Files.createTempFile("lakou-ca-", ending);
            file.toFile().deleteOnExit();
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException("The certificate authority cannot be written to a file.", e);
        }
    }
}
