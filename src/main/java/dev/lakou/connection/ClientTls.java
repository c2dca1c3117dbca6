package dev.lakou.connection;

import dev.lakou.database.TlsMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The TLS that a service is told to use.
 *
 * @param certificateAuthority PEM of the authority to trust, handed on in the Secret
 * @param certificateAuthorityFile where the service mounts that PEM
 */
public record ClientTls(
        TlsMode mode, Optional<String> certificateAuthority, Optional<String> certificateAuthorityFile) {
    private static final Pattern PEM =
            Pattern.compile("(?s).*-----BEGIN CERTIFICATE-----.+-----END CERTIFICATE-----.*");

    /** Whether a service connects with TLS or not at all. */
    boolean insists() {
        return mode.compareTo(TlsMode.REQUIRE) >= 0;
    }

    /**
     * Whether a service is told anything. There is no word for "with TLS if the server has it" that all clients know: lib/pq
     * refuses {@code prefer}, node-pg insists on TLS then.
     */
    boolean isTold() {
        return mode != TlsMode.PREFER;
    }

    /** In the words of libpq, which most clients of PostgreSQL took over. */
    String sslmode() {
        return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The same with the authority to trust, as parameters of a URL. */
    Map<String, String> sslmodeParameters() {
        var parameters = new LinkedHashMap<>(Map.of("sslmode", sslmode()));
        trustedFile().ifPresent(file -> parameters.put("sslrootcert", file));
        return parameters;
    }

    /** Where a service that insists finds the authority to trust. */
    Optional<String> trustedFile() {
        return certificateAuthorityFile.filter(file -> insists());
    }

    boolean verifies() {
        return mode.compareTo(TlsMode.VERIFY_CA) >= 0;
    }

    List<String> violations() {
        var violations = new ArrayList<String>();
        if (certificateAuthority.isPresent()
                && !PEM.matcher(certificateAuthority.get()).matches()) {
            violations.add("The TLS authority for services is not PEM; it begins with -----BEGIN CERTIFICATE-----.");
        }
        certificateAuthorityFile
                .filter(file -> !file.startsWith("/"))
                .ifPresent(file -> violations.add(
                        "The file of the TLS authority is \"%s\"; clients start anywhere, write an absolute path."
                                .formatted(file)));
        return violations;
    }
}
