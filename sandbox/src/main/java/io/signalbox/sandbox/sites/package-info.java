/** Demo sites and reference endpoints on loopback addresses of their own, which can be broken. */
@NullMarked
package io.signalbox.sandbox.sites;

import org.jspecify.annotations.NullMarked;
