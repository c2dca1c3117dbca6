package dev.lakou.connection;

import dev.lakou.database.TlsMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The TLS that a service is told to insist on.
 *
 * @param certificateAuthority PEM of the authority to trust, handed on in the Secret
 * @param certificateAuthorityFile where the service mounts that PEM
 */
public record ClientTls(
        TlsMode mode, Optional<String> certificateAuthority, Optional<String> certificateAuthorityFile) {
    private static final Pattern PEM =
            Pattern.compile("(?s).*-----BEGIN CERTIFICATE-----.+-----END CERTIFICATE-----.*");

    /** Whether a service must be told at all: below REQUIRE it would connect without TLS just as well. */
    boolean insists() {
        return mode.compareTo(TlsMode.REQUIRE) >= 0;
    }

    /** In the words of libpq, which most clients of PostgreSQL took over. */
    String sslmode() {
        return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
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
