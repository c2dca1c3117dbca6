/** Looks after SchemaReaders: one login that reads the schemas of several services. */
@NullMarked
package dev.lakou.kubernetes.reader;

import org.jspecify.annotations.NullMarked;
