/**
 * Moves a schema between two MySQL or two MariaDB servers: {@link dev.lakou.database.mysql.move.MySqlTransfer} is the table
 * of contents. The structure is what the server itself writes in answer to SHOW CREATE, from which mysqldump has it too:
 * each text goes to the other server as one statement, with no program on its way that reads what tenants wrote as a
 * script and could be led to run a second one as the administrator.
 */
@NullMarked
package dev.lakou.database.mysql.move;

import org.jspecify.annotations.NullMarked;
