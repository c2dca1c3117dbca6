/** What is asked of one ServiceSchema: who can do what in it, its URL, its rotation, its events. */
@NullMarked
package dev.lakou.cli.service;

import org.jspecify.annotations.NullMarked;
