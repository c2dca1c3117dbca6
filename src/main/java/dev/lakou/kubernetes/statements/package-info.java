/** The slow statements of a service, over HTTP, for those who may see its ServiceSchema. Begin at {@code StatementsRoute}. */
@NullMarked
package dev.lakou.kubernetes.statements;

import org.jspecify.annotations.NullMarked;
