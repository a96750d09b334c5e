/** Drives a real browser, and measures how soon a person sees something in it. */
@NullMarked
package io.signalbox.bench.browser;

import org.jspecify.annotations.NullMarked;
