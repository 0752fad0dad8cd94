<div data-twint="order-payment"><span class="badge badge-{$colour}">{$phase}</span> <a style="text-decoration: underline" class="text-nowrap" href="{$url}">{$amount}</a></div>
