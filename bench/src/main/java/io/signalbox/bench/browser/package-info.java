/** What a person sees in a real browser, and how soon. */
@NullMarked
package io.signalbox.bench.browser;

import org.jspecify.annotations.NullMarked;
