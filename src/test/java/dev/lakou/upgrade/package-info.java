/**
 * What an earlier version left in a cluster and in a database, kept under {@code src/test/resources/upgrade}: each later
 * version must go on with it and change nothing.
 */
@NullMarked
package dev.lakou.upgrade;

import org.jspecify.annotations.NullMarked;
