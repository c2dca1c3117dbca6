/**
 * The products and tools that README names, newest versions, installed as their users install them and run with nothing
 * but the keys of a Secret: {@code mvn -Pproducts verify}. No part of the default build.
 *
 * <p>A product is a folder in {@code src/test/products} with two programs. {@code install FOLDER} fetches it into a new
 * folder and writes its version into the file {@code version} there. {@code use ROUND} migrates or starts it, writes,
 * and finds again what the rounds before have written; it runs in a folder that all rounds on one server share, with
 * the keys as its environment, {@code PRODUCT} naming the installed folder, whose programs are on the PATH, and may print what it saw in one line.
 * {@link dev.lakou.products.Course} is what each is put through.
 */
@NullMarked
package dev.lakou.products;

import org.jspecify.annotations.NullMarked;
