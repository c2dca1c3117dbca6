/**
 * What a plan says and which SQL it becomes, without a server: each folder of {@code src/test/resources/scenarios} holds a
 * resource, what stands on the server, and the golden files that a review reads. {@link dev.lakou.scenarios.ScenariosTest}
 * runs them all; {@link dev.lakou.scenarios.Scenario} says how one is read.
 */
@NullMarked
package dev.lakou.scenarios;

import org.jspecify.annotations.NullMarked;
