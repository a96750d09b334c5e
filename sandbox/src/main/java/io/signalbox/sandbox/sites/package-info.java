/** Demo sites and references on loopback addresses of their own, and the ways in which they can break. */
@NullMarked
package io.signalbox.sandbox.sites;

import org.jspecify.annotations.NullMarked;
