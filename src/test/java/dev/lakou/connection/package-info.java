@NullMarked
package dev.lakou.connection;

import org.jspecify.annotations.NullMarked;
