package dev.lakou.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Percent-encoding of everything but RFC 3986's unreserved characters. {@link java.net.URLEncoder} writes a space as
 * {@code +}, which libpq reads as a plus.
 */
final class PercentEncoding {
    private static final String UNRESERVED = "-._~";

    private PercentEncoding() {}

    static String encode(String text) {
        var encoded = new StringBuilder(text.length());
        for (var octet : text.getBytes(UTF_8)) {
            append(encoded, octet & 0xFF);
        }
        return encoded.toString();
    }

    private static void append(StringBuilder encoded, int octet) {
        if (isUnreserved(octet)) {
            encoded.append((char) octet);
            return;
        }
        encoded.append('%').append(String.format("%02X", octet));
    }

    private static boolean isUnreserved(int octet) {
        return (octet >= 'A' && octet <= 'Z')
                || (octet >= 'a' && octet <= 'z')
                || (octet >= '0' && octet <= '9')
                || UNRESERVED.indexOf(octet) >= 0;
    }
}
