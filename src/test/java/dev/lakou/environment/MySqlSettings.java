package dev.lakou.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What MySQL and MariaDB are told alike. */
final class MySqlSettings {

    private MySqlSettings() {}

    /** Options of the server: loopback TCP, TLS, and one account with a password in place of all others. */
    static List<String> common(Path folder, int port, Login admin, String removalOfOthers) {
        var certificates = TestCertificates.shared();
        return List.of(
                "--user=" + System.getProperty("user.name"), // Both refuse to run as root unless told to.
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--socket=" + folder.resolve("socket"),
                "--pid-file=" + folder.resolve("pid"),
                "--init-file=" + accounts(folder, admin, removalOfOthers),
                "--skip-name-resolve",
                "--max-connections=200",
                "--innodb-flush-log-at-trx-commit=0",
                "--ssl-ca=" + certificates.authority(),
                "--ssl-cert=" + certificates.certificate(),
                "--ssl-key=" + certificates.key());
    }

    // A fresh server knows 'root'@'localhost' without a password, and 127.0.0.1 is localhost to it.
    private static Path accounts(Path folder, Login admin, String removalOfOthers) {
        var sql =
                """
                %3$s;
                FLUSH PRIVILEGES;
                CREATE USER IF NOT EXISTS '%1$s'@'%%' IDENTIFIED BY '%2$s';
                GRANT ALL PRIVILEGES ON *.* TO '%1$s'@'%%' WITH GRANT OPTION;
                """
                        .formatted(admin.user(), admin.password(), removalOfOthers);
        try {
            return Files.writeString(folder.resolve("accounts.sql"), sql);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without TLS: the driver refuses an expired certificate in every mode that has any. */
    static String jdbcUrl(String host, int port, String database) {
        return "jdbc:mysql://%s:%d/%s?sslMode=DISABLED&allowPublicKeyRetrieval=true".formatted(host, port, database);
    }
}
