/**
 * {@code kubectl lakou}: what people ask of servers and services from their own machine, answered by the operator's own code.
 * It starts without Quarkus. Begin at {@link dev.lakou.cli.KubectlLakou}; each command has a package of its own.
 */
@NullMarked
package dev.lakou.cli;

import org.jspecify.annotations.NullMarked;
