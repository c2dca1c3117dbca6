/** A server without a server: what the steps before and after it do is shown in no time. Start at {@link dev.lakou.database.memory.InMemoryServer}. */
@NullMarked
package dev.lakou.database.memory;

import org.jspecify.annotations.NullMarked;
