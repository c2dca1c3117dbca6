package dev.lakou.clients;

import java.util.Optional;

/**
 * Where a table is.
 *
 * @param owner the role that owns it; empty where the engine knows no owners
 */
public record Landing(String schema, Optional<String> owner) {}
