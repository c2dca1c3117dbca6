/** What each service uses of a server, and which of its sessions hurt others. */
@NullMarked
package dev.lakou.database.mysql.usage;

import org.jspecify.annotations.NullMarked;
