package dev.lakou.connection;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a service connects to: the server itself, or what stands in front of it.
 *
 * @param host a DNS name or an address; IPv6 without brackets
 */
public record Endpoint(String host, int port, Optional<Pooler> pooler) {
    private static final Pattern NAME_OR_ADDRESS =
            Pattern.compile("[A-Za-z0-9._-]+|[0-9A-Fa-f]*(:[0-9A-Fa-f.]*){2,8}(%[A-Za-z0-9._-]+)?");
    private static final int LAST_PORT = 65_535;

    public Endpoint {
        if (!NAME_OR_ADDRESS.matcher(host).matches()) {
            throw new IllegalArgumentException(
                    "A host is a DNS name or an address without scheme, port and brackets; this is \"" + host + "\".");
        }
        if (port < 1 || port > LAST_PORT) {
            throw new IllegalArgumentException("A port lies between 1 and " + LAST_PORT + "; this is " + port + ".");
        }
    }

    /** {@code host:port}, with the brackets that IPv6 needs there. */
    String authority() {
        return (host.indexOf(':') >= 0 ? '[' + host.replace("%", "%25") + ']' : host) + ':' + port;
    }
}
