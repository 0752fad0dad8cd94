{* Above every form that moves money. *}
<nav class="mb-3" aria-label="{__('twint.tx.nav.list')}"><a href="{$address->payment($transaction->id)}"><i class="fal fa-long-arrow-left" aria-hidden="true"></i> {__('twint.tx.nav.backToPayment')|sprintf:$transaction->orderNumber}</a></nav>
<h2 class="subheading1">{__("twint.tx.`$move`.title")|sprintf:$transaction->orderNumber}</h2>
<hr class="mb-3">
{if $problem|default:null !== null}
    <div class="alert alert-danger" role="alert" id="twint-problem">{$problem} {include file='../explained.tpl'}</div>
{/if}
