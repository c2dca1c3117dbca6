package dev.lakou.kubernetes.secret;

import java.util.regex.Pattern;

/** The names that Kubernetes lets objects have; whatever else is put into an address of its API means another one. */
public final class DnsName {
    public static final String RULE =
            "names are small letters, digits, '-' and '.', at most 253, and begin and end with a letter or digit";

    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final int LONGEST = 253;

    private DnsName() {}

    public static boolean is(String text) {
        return text.length() <= LONGEST && SUBDOMAIN.matcher(text).matches();
    }
}
