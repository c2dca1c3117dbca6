/** Logins and sessions, and what the error codes of a server mean. */
@NullMarked
package dev.lakou.database.mysql.connect;

import org.jspecify.annotations.NullMarked;
