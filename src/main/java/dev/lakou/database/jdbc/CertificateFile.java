package dev.lakou.database.jdbc;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lakou.database.ClientCertificate;
import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Certificates as files, for drivers that read nothing else; one file for equal certificates. */
public final class CertificateFile {
    public static final String KEY_STORE_TYPE = "PKCS12";

    /** The drivers ask for one; it keeps keys in a file from whoever cannot read this process as well. */
    public static final String KEY_STORE_PASSWORD = randomPassword();

    /** The only entry that PostgreSQL's driver looks for. */
    private static final String CLIENT = "user";

    private static final Map<String, Path> PEM_FILES = new ConcurrentHashMap<>();
    private static final Map<String, Path> TRUST_STORES = new ConcurrentHashMap<>();
    private static final Map<ClientCertificate, Path> CLIENT_STORES = new ConcurrentHashMap<>();

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
        return TRUST_STORES.computeIfAbsent(
                pem,
                text -> keyStore(store -> {
                    for (var certificate : certificates(text)) {
                        store.setCertificateEntry("ca-" + store.size(), certificate);
                    }
                }));
    }

    /**
     * The key store from which a client shows its certificate; only this user may read it, and it goes with the process.
     *
     * @throws DatabaseException when certificate and key are not a pair
     */
    public static Path keyStoreOf(ClientCertificate client) {
        return CLIENT_STORES.computeIfAbsent(
                client, one -> keyStore(store -> ClientKey.of(one).enter(store, CLIENT)));
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

    private static Path keyStore(Filling filling) {
        try {
            var store = KeyStore.getInstance(KEY_STORE_TYPE);
            store.load(null, null);
            filling.fill(store);
            var file = write(new byte[0], ".p12");
            try (var stream = Files.newOutputStream(file)) {
                store.store(stream, KEY_STORE_PASSWORD.toCharArray());
            }
            return file;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has PKCS #12 key stores.", e);
        } catch (IOException e) {
            throw new UncheckedIOException("The certificate cannot be written to a file.", e);
        }
    }

    /** Java makes temporary files that nobody else may read. */
    private static Path write(byte[] content, String ending) {
        try {
            var file = Files.createTempFile("lakou-", ending);
            file.toFile().deleteOnExit();
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException("The certificate cannot be written to a file.", e);
        }
    }

    private static String randomPassword() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private interface Filling {
        void fill(KeyStore store) throws GeneralSecurityException;
    }
}
