/** What is said of moves that cannot be. */
@NullMarked
package dev.lakou.database.move;

import org.jspecify.annotations.NullMarked;
