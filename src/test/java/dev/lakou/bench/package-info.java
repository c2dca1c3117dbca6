/**
 * What Lakou costs, measured from outside while it serves many: {@link dev.lakou.bench.ServiceBenchmark}, and
 * {@link dev.lakou.bench.UsageBenchmark} for what it tells of them. What the machine
 * could do at best is measured in the same run, so that each figure is also a share of that.
 */
@NullMarked
package dev.lakou.bench;

import org.jspecify.annotations.NullMarked;
