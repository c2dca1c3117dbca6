package dev.lakou.database.mysql;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Runs on {@link MySqlUnderTest the servers} that the tests of this dialect have for themselves, one class at a time, but
 * beside all tests that have nothing to do with them.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("dev.lakou.database.mysql.MySqlUnderTest")
@interface WithMySqlServers {}
