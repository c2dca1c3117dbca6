package dev.lakou.kubernetes.server;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A name in which {@code *} stands for any text, none included. */
public record NamePattern(String text) {
    public boolean matches(String name) {
        var literals = Arrays.stream(text.split("\\*+", -1)).map(Pattern::quote);
        return Pattern.compile(literals.collect(Collectors.joining(".*")), Pattern.DOTALL)
                .matcher(name)
                .matches();
    }
}
