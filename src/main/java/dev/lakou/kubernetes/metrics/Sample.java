package dev.lakou.kubernetes.metrics;

import io.micrometer.core.instrument.Tags;

/**
 * One number of one meter.
 *
 * @param name without its unit, words parted by points
 * @param unit the base unit; empty for a plain count
 * @param isTotal whether it only grows while this process lives
 */
record Sample(String name, String unit, String description, boolean isTotal, Tags tags, double value) {

    static Sample gauge(String name, String unit, String description, Tags tags, double value) {
        return new Sample(name, unit, description, false, tags, value);
    }

    static Sample total(String name, String unit, String description, Tags tags, double value) {
        return new Sample(name, unit, description, true, tags, value);
    }
}
