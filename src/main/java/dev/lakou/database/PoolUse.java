package dev.lakou.database;

import java.time.Duration;

/**
 * How busy the administrator's connections to a server are.
 *
 * @param most that may be open
 * @param busy that are in use now
 * @param idle that are open and wait for use
 * @param waiting who wait for one now
 * @param taken how often one was taken
 * @param waited how long everybody waited for one, together
 */
public record PoolUse(int most, long busy, long idle, long waiting, long taken, Duration waited) {}
