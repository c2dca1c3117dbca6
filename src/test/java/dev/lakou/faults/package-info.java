/** Proxies on loopback that stand between the operator and its servers: they see each write, and may stop it. */
@NullMarked
package dev.lakou.faults;

import org.jspecify.annotations.NullMarked;
