package dev.lakou.environment;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Runs beside all tests in other control planes, one class at a time: most of the time it waits for a process to start or
 * end. It is on servers of its own or on {@link TestEnvironment#apart() those apart}, since others compare all that a shared
 * one holds before and after.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("dev.lakou.environment.WithOwnControlPlane")
public @interface WithOwnControlPlane {}
