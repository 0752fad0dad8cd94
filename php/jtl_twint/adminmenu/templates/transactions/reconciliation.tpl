{include file='./navigation.tpl' here='reconciliation'}
<p>{__('twint.tx.reconciliation.intro')}</p>
<form method="post" action="{$address->reconciliation()}" class="mb-4" id="twint-reconcile">
    {include file='../form.tpl' tab='Transactions' action='reconcile'}
    <div class="form-row align-items-end">
        {include file='./days.tpl' prefix='twint_'}
        <div class="col-auto mb-2"><button class="btn btn-primary" type="submit">{__('twint.tx.reconciliation.run')}</button></div>
    </div>
    {include file='./days-problem.tpl'}
    <small class="form-text twint-quiet">{__('twint.tx.reconciliation.help')|sprintf:$mostDays}</small>
</form>
{if $checkedAt === ''}
    <div class="alert alert-info" role="status">{__('twint.tx.reconciliation.never')}</div>
{else}
    <p id="twint-reconciled">{__('twint.tx.reconciliation.checked')|sprintf:$checkedAt:$firstDay:$lastDay} <strong data-matched="{$matched}">{__('twint.tx.reconciliation.matched')|sprintf:$matched}</strong></p>
    {if $unasked > 0}<div class="alert alert-warning" role="status">{__('twint.tx.reconciliation.unasked')|sprintf:$unasked}</div>{/if}
    {if count($differences) === 0}
        <div class="alert alert-success" role="status">{__('twint.tx.reconciliation.clean')}</div>
    {else}
        {if $cut > 0}<div class="alert alert-info" role="status">{__('twint.tx.reconciliation.cut')|sprintf:$cut}</div>{/if}
        <div class="twint-scroll">
            <table class="table table-striped table-align-top twint-stack" id="twint-differences">
                <thead>
                    <tr>
                        <th scope="col">{__('twint.tx.reconciliation.what')}</th>
                        <th scope="col">{__('twint.tx.list.order')}</th>
                        <th scope="col">{__('twint.tx.list.date')}</th>
                        <th scope="col">{__('twint.tx.reconciliation.there')}</th>
                        <th scope="col">{__('twint.tx.reconciliation.here')}</th>
                        <th scope="col">{__('twint.tx.payment.actions')}</th>
                    </tr>
                </thead>
                <tbody>
                    {foreach $differences as $difference}
                        <tr data-finding="{$difference.finding}">
                            <td data-label="{__('twint.tx.reconciliation.what')}"><span class="badge badge-{if $difference.alarming}warning{else}secondary{/if}">{$difference.title}</span><br><small class="twint-quiet">{$difference.help}</small> {include file='../explained.tpl' explained=$difference.explained}</td>
                            <td data-label="{__('twint.tx.list.order')}">{if $difference.id > 0}<a href="{$address->payment($difference.id)}">{$difference.order}</a>{else}<code>{$difference.reference}</code>{/if}{if $difference.refund} <small class="twint-quiet">{__('twint.tx.operation.refund')}</small>{/if}{if $difference.set !== ''}<br><small class="twint-quiet">{$difference.set}</small>{/if}</td>
                            <td class="text-nowrap" data-label="{__('twint.tx.list.date')}">{$difference.at}</td>
                            <td data-label="{__('twint.tx.reconciliation.there')}">{$difference.there}</td>
                            <td data-label="{__('twint.tx.reconciliation.here')}">{$difference.here}</td>
                            <td data-label="{__('twint.tx.payment.actions')}">
                                {if $difference.id > 0 && !$mayMove}
                                    <small class="twint-quiet">{__('twint.notPermitted')}</small>
                                {elseif $difference.id > 0}
                                    <form method="post" action="{$address->reconciliation()}">
                                        {include file='../form.tpl' tab='Transactions' action='reconcile'}
                                        <input type="hidden" name="twint_id" value="{$difference.id}">
                                        <button class="btn btn-sm btn-outline-primary" type="submit">{__('twint.tx.reconciliation.settle')}</button>
                                    </form>
                                {else}
                                    <small class="twint-quiet">{__('twint.tx.reconciliation.portal')}</small>
                                {/if}
                            </td>
                        </tr>
                    {/foreach}
                </tbody>
            </table>
        </div>
    {/if}
{/if}
