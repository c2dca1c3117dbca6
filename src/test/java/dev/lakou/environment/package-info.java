/**
 * Real servers for the tests: a Kubernetes control plane, PostgreSQL, MySQL and MariaDB, and the operator as a process.
 *
 * <p>No container runtime and no root is needed. What is built or unpacked is kept in a cache of the user's own; data
 * lives in one temporary folder, and both it and every process end with the JVM, even if that is killed.
 */
@NullMarked
package dev.lakou.environment;

import org.jspecify.annotations.NullMarked;
