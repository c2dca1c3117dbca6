package dev.lakou.database;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a server is, as it answered just now.
 *
 * @param version as the server writes it, such as {@code 16.4}
 * @param superuser whether the administrator may do everything
 * @param maxConnections what the server allows all clients together
 * @param identity what it has in common with no other server, by whatever address it is reached; a copy that was made
 *     of all its files has the same. Empty where the administrator may not read it
 * @param missing what the administrator lacks and Lakou cannot work without
 * @param limits what does not work, of Lakou or of the services, while everything else does
 * @param unmeasured what of its statistics the administrator cannot read
 * @param unwatched what keeps the administrator from seeing, or from ending, sessions that are too much for others
 * @param open what stays open between services because the administrator may not, or should not, close it
 * @param roleSwitchFault why the server ignores {@code ALTER ROLE .. SET role}, where it does
 */
public record ServerReport(
        String version,
        Flavor flavor,
        boolean superuser,
        int maxConnections,
        Optional<String> identity,
        List<Shortcoming> missing,
        List<Shortcoming> limits,
        List<Shortcoming> unmeasured,
        List<Shortcoming> unwatched,
        List<Shortcoming> open,
        Optional<String> roleSwitchFault) {

    /** Of a server without limits, of which everything can be read and all sessions be ended. */
    public ServerReport(
            String version,
            Flavor flavor,
            boolean superuser,
            int maxConnections,
            Optional<String> identity,
            List<Shortcoming> missing,
            List<Shortcoming> open,
            Optional<String> roleSwitchFault) {
        this(
                version,
                flavor,
                superuser,
                maxConnections,
                identity,
                missing,
                List.of(),
                List.of(),
                List.of(),
                open,
                roleSwitchFault);
    }

    /** The product behind the protocol. */
    public enum Flavor {
        POSTGRESQL("PostgreSQL"),
        MYSQL("MySQL"),
        MARIADB("MariaDB");

        private final String productName;

        Flavor(String productName) {
            this.productName = productName;
        }

        public String productName() {
            return productName;
        }

        /** The product of this name. */
        public static Optional<Flavor> named(String productName) {
            return Arrays.stream(values())
                    .filter(flavor -> flavor.productName.equals(productName))
                    .findFirst();
        }
    }

    /**
     * Something a DBA can mend.
     *
     * @param what in words for people
     * @param statement the SQL to run, ready to paste
     * @param ofSetting whether the server is set up so, rather than the administrator lacking a privilege
     */
    public record Shortcoming(String what, String statement, boolean ofSetting) {
        public Shortcoming(String what, String statement) {
            this(what, statement, false);
        }

        /** With the way out of it. */
        public String words() {
            return what + " A DBA can run: " + statement;
        }

        public static Shortcoming ofSetting(String what, String statement) {
            return new Shortcoming(what, statement, true);
        }
    }
}
