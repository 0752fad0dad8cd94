<details class="mt-2" data-twint="detail"><summary>{__('twint.forSupport')}</summary><code class="text-break" lang="en">{$detail}</code></details>
