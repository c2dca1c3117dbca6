/** What all commands say and how: tables and documents, colours, exit codes, refusals in words. */
@NullMarked
package dev.lakou.cli.terminal;

import org.jspecify.annotations.NullMarked;
