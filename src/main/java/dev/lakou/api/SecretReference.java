package dev.lakou.api;

import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A Secret in the operator's namespace. */
public record SecretReference(@Required @Size(min = 1, max = 253) @Pattern(Patterns.NAME) String name) {}
