package dev.lakou.api;

import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Names a DatabaseServer. */
public record ServerReference(@Required @Size(min = 1, max = 253) @Pattern(Patterns.NAME) String name) {}
