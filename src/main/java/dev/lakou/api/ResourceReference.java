package dev.lakou.api;

import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Names a ServiceSchema of the same namespace. */
public record ResourceReference(@Required @Size(min = 1, max = 253) @Pattern(Patterns.NAME) String name) {}
