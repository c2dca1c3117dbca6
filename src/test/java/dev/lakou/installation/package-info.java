/**
 * Lakou as a platform team gets it: the chart, {@code deploy/} and the image, used with the real helm and kubectl on a
 * control plane of their own.
 */
@NullMarked
package dev.lakou.installation;

import org.jspecify.annotations.NullMarked;
