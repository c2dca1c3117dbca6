package dev.lakou.database.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lakou.database.ClientCertificate;
import dev.lakou.database.DatabaseException;
import dev.lakou.environment.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Private keys in each form that tools write; cert-manager's own default is the one before PKCS #8. */
class ClientKeyIT {
    private final Path folder;

    ClientKeyIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-algorithm RSA -pkeyopt rsa_keygen_bits:2048",
                "-algorithm EC -pkeyopt ec_paramgen_curve:P-256",
                "-algorithm EC -pkeyopt ec_paramgen_curve:P-521",
            })
    void readsKeysInBothForms(String algorithm) throws Exception {
        var key = key("key", algorithm);
        var older = folder.resolve("older.pem");
        openssl("pkey", "-in", key.toString(), "-traditional", "-out", older.toString());
        var chain = certificate(key);

        for (var form : List.of(key, older)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            ClientKey.of(new ClientCertificate(chain, Files.readString(form))).enter(store, "user");

            assertThat(store.isKeyEntry("user")).as(form.toString()).isTrue();
        }
    }

    @Test
    void refusesAKeyOfAnotherCertificateAndNeverPrintsIt() throws IOException {
        var rsa = "-algorithm RSA -pkeyopt rsa_keygen_bits:2048";
        var chain = certificate(key("key", rsa));
        var another = Files.readString(key("another", rsa));

        refuses(new ClientCertificate(chain, another), "tls.key is not the key of the certificate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no key",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n"
            })
    void refusesWhatIsNoKey(String text) throws IOException {
        var chain = certificate(key("key", "-algorithm RSA -pkeyopt rsa_keygen_bits:2048"));

        refuses(new ClientCertificate(chain, text), "tls.key");
        refuses(new ClientCertificate(text, text), "tls.crt");
    }

    private static void refuses(ClientCertificate client, String words) {
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> ClientKey.of(client))
                .withMessageContaining(words)
                .withMessageContaining("spec.tls.clientCertificateSecretRef")
                .withNoCause();
        assertThat(client).hasToString("[redacted]");
    }

    private Path key(String name, String algorithm) {
        var file = folder.resolve(name + ".pem");
        var command = new ArrayList<>(List.of("genpkey", "-out", file.toString()));
        command.addAll(List.of(algorithm.split(" ")));
        openssl(command.toArray(String[]::new));
        return file;
    }

    private String certificate(Path key) throws IOException {
        var file = folder.resolve("certificate.pem");
        openssl("req", "-x509", "-key", key.toString(), "-days", "1", "-subj", "/CN=lakou", "-out", file.toString());
        return Files.readString(file);
    }

    private static void openssl(String... arguments) {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Command.run("openssl", "install OpenSSL 3", command);
    }
}
