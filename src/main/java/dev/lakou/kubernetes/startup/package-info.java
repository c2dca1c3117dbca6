/** What must be there before Lakou begins; the framework would end in a stack trace without it. */
@NullMarked
package dev.lakou.kubernetes.startup;

import org.jspecify.annotations.NullMarked;
