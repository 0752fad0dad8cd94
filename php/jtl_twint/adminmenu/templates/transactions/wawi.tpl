<div class="border border-warning rounded p-3 mb-4" role="region" aria-labelledby="twint-wawi-title" id="twint-wawi">
    <p class="font-weight-bold mb-2" id="twint-wawi-title"><i class="fal fa-exclamation-triangle" aria-hidden="true"></i> {__('twint.tx.wawi.title')}</p>
    <ul class="list-unstyled mb-0">
        {foreach $news as $one}
            <li class="mb-2" data-news="{$one.id}">
                <form method="post" action="{$address->list()}">
                    {include file='../form.tpl' tab='Transactions'}
                    <input type="hidden" name="twint_news" value="{$one.id}">
                    <span class="text-nowrap">{$one.at}</span>
                    {if $one.payment !== ''}<a href="{$one.payment}">{__('twint.tx.payment.title')|sprintf:$one.order}</a>{else}{$one.order}{/if}:
                    {$one.told}. <strong>{$one.finding}.</strong> {include file='../explained.tpl' explained=$one.explained}
                    {if $mayMove}
                        <button type="submit" class="btn btn-sm btn-outline-primary" name="twint_action" value="wawi_retry">{__('twint.tx.wawi.retry')}<span class="sr-only"> ({$one.order})</span></button>
                        <button type="submit" class="btn btn-sm btn-outline-primary" name="twint_action" value="wawi_seen">{__('twint.tx.wawi.dealtWith')}<span class="sr-only"> ({$one.order})</span></button>
                    {/if}
                </form>
            </li>
        {/foreach}
    </ul>
</div>
