/**
 * Real clients, given the keys of a Secret as an application is given them: as environment variables, and nothing else.
 *
 * <p>The programs are in {@code src/test/clients}. Each finds its way by the keys alone, makes the table CLIENT_TABLE
 * without naming a schema, writes CLIENT_WORD into it, reads it back, and prints the client's version, a tab and the
 * word. Where the table landed, and whose it is, is then read by the administrator.
 */
@NullMarked
package dev.lakou.clients;

import org.jspecify.annotations.NullMarked;
