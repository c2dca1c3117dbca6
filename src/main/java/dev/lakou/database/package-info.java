/**
 * The edge to the database servers: the port ({@link dev.lakou.database.SharedServer}) that Kubernetes talks to, and
 * one package for each dialect behind it. Nothing here knows Kubernetes; the dialects do not know each other.
 */
@NullMarked
package dev.lakou.database;

import org.jspecify.annotations.NullMarked;
