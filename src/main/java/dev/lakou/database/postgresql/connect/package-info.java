/** Connections to a server, the administrator's and a service's, and what its error codes mean. */
@NullMarked
package dev.lakou.database.postgresql.connect;

import org.jspecify.annotations.NullMarked;
