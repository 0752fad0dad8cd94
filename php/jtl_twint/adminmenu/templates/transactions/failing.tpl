<div class="border border-warning rounded p-3 mb-4" role="region" aria-labelledby="twint-failing-title" id="twint-failing">
    <p class="font-weight-bold mb-2" id="twint-failing-title"><i class="fal fa-exclamation-triangle" aria-hidden="true"></i> {__('twint.tx.failing.title')} {include file='../explained.tpl'}</p>
    <ul class="list-unstyled mb-0">
        {foreach $items as $one}
            <li class="mb-2" data-failing="{$one.task}">
                <form method="post" action="{$address->list()}">
                    {include file='../form.tpl' tab='Transactions'}
                    <input type="hidden" name="twint_task" value="{$one.task}">
                    <input type="hidden" name="twint_item" value="{$one.item}">
                    {if $one.payment !== ''}<a href="{$one.payment}">{$one.of}</a>{else}{$one.of}{/if}:
                    {$one.what}. {__('twint.tx.failing.times')|sprintf:$one.times:$one.next}
                    {if $mayMove}
                        <button type="submit" class="btn btn-sm btn-outline-primary" name="twint_action" value="failing_retry">{__('twint.tx.wawi.retry')}<span class="sr-only"> ({$one.of})</span></button>
                    {/if}
                    <small class="d-block twint-quiet text-break">{$one.error}</small>
                </form>
            </li>
        {/foreach}
    </ul>
</div>
