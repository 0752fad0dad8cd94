{include file='./navigation.tpl' here='list'}
<form method="get" action="{$address->form()}" class="search-toolbar mb-3" role="search" aria-label="{__('twint.tx.list.search')}">
    <input type="hidden" name="kPluginAdminMenu" value="{$address->menuId}">
    {if $query.phase|default:'' !== ''}<input type="hidden" name="phase" value="{$query.phase}">{/if}
    {if $query.sort|default:'' !== ''}<input type="hidden" name="sort" value="{$query.sort}">{/if}
    {if $query.order|default:'' !== ''}<input type="hidden" name="order" value="{$query.order}">{/if}
    <div class="form-row align-items-end">
        <div class="col-12 col-lg mb-2">
            <label for="twint-search">{__('twint.tx.list.search')}</label>
            <input class="form-control" type="search" name="search" id="twint-search" value="{$criteria->search}" maxlength="120" aria-describedby="twint-search-help">
        </div>
        <div class="col-6 col-lg-2 mb-2">
            <label for="twint-from">{__('twint.tx.list.from')}</label>
            <input class="form-control" type="date" name="from" id="twint-from" value="{$criteria->from}">
        </div>
        <div class="col-6 col-lg-2 mb-2">
            <label for="twint-to">{__('twint.tx.list.to')}</label>
            <input class="form-control" type="date" name="to" id="twint-to" value="{$criteria->to}">
        </div>
        <div class="col-auto mb-2">
            <button type="submit" class="btn btn-primary"><i class="fal fa-search" aria-hidden="true"></i> {__('twint.tx.list.find')}</button>
        </div>
        {if $criteria->isNarrow()}
            <div class="col-auto mb-2"><a class="btn btn-outline-primary" href="{$address->list()}">{__('twint.tx.list.reset')}</a></div>
        {/if}
    </div>
    <small class="form-text twint-quiet" id="twint-search-help">{__('twint.tx.list.searchHelp')}</small>
</form>
<nav class="twint-filters mb-3" aria-label="{__('twint.tx.list.phases')}">
    {foreach $filters as $filter}
        <a class="btn btn-sm mb-1 {if $filter.active}btn-primary{else}btn-outline-primary{/if}" href="{$filter.url}"{if $filter.active} aria-current="true"{/if} data-filter="{$filter.word}">{$filter.text}{if $filter.number !== null} <span class="twint-count">{$filter.number}</span>{/if}</a>
    {/foreach}
</nav>
{if $page->cut}
    <div class="alert alert-info" role="status">{if $criteria->names() || $criteria->hasRange()}{__('twint.tx.list.cut')|sprintf:$most}{else}{__('twint.tx.list.cutByAmount')|sprintf:$most}{/if}</div>
{/if}
{if count($rows) === 0}
    <div class="alert alert-info" role="status"><i class="fal fa-info-circle" aria-hidden="true"></i> {if $criteria->isNarrow()}{__('twint.tx.list.nothingFound')}{else}{__('twint.tx.list.nothingYet')}{/if}</div>
{else}
    <div class="twint-scroll">
        <table class="table table-striped table-align-top twint-stack" id="twint-transactions">
            <thead>
                <tr>
                    <th scope="col">{__('twint.tx.list.order')}</th>
                    <th scope="col" aria-sort="{$sorts.date.order}"><a href="{$sorts.date.url}">{__('twint.tx.list.date')} {include file='./sorted.tpl' order=$sorts.date.order}</a></th>
                    <th scope="col">{__('twint.tx.list.customer')}</th>
                    <th scope="col">{__('twint.tx.list.phase')}</th>
                    <th scope="col" class="text-right" aria-sort="{$sorts.amount.order}"><a href="{$sorts.amount.url}">{__('twint.tx.list.amount')} {include file='./sorted.tpl' order=$sorts.amount.order}</a></th>
                    <th scope="col" class="text-right">{__('twint.tx.list.captured')}</th>
                    <th scope="col" class="text-right">{__('twint.tx.list.refunded')}</th>
                    <th scope="col"><span class="sr-only">{__('twint.tx.list.show')}</span></th>
                </tr>
            </thead>
            <tbody>
                {foreach $rows as $row}
                    <tr data-id="{$row.id}">
                        <th scope="row"><a href="{$address->payment($row.id)}">{$row.order}</a>{if $row.attempt > 1} <small class="twint-quiet">{__('twint.tx.list.attempt')|sprintf:$row.attempt}</small>{/if}{if $row.test} <span class="badge badge-danger">{__('twint.tx.environment.testing')}</span>{/if}{if $several}<small class="twint-quiet d-block" data-set>{$row.set}</small>{/if}</th>
                        <td data-label="{__('twint.tx.list.date')}" class="text-nowrap">{$row.created}</td>
                        <td data-label="{__('twint.tx.list.customer')}">{$row.customer}</td>
                        <td data-label="{__('twint.tx.list.phase')}"><span class="badge badge-{$row.colour}">{$row.phase}</span></td>
                        <td data-label="{__('twint.tx.list.amount')}" class="text-right text-nowrap">{$row.amount}</td>
                        <td data-label="{__('twint.tx.list.captured')}" class="text-right text-nowrap">{$row.captured}</td>
                        <td data-label="{__('twint.tx.list.refunded')}" class="text-right text-nowrap">{$row.refunded}</td>
                        <td class="text-right"><a href="{$address->payment($row.id)}" aria-label="{__('twint.tx.list.showOrder')|sprintf:$row.order}">{__('twint.tx.list.show')}</a></td>
                    </tr>
                {/foreach}
            </tbody>
        </table>
    </div>
{/if}
<div class="d-flex flex-wrap align-items-center twint-pages">
    {if $previous !== null || $next !== null}
        <nav aria-label="{__('twint.tx.list.pages')}" class="mr-auto mb-2">
            <ul class="pagination mb-0">
                {if $first !== null}<li class="page-item"><a class="page-link" href="{$first}">{__('twint.tx.list.firstPage')}</a></li>{/if}
                {if $previous !== null}<li class="page-item"><a class="page-link" rel="prev" href="{$previous}"><span class="fal fa-long-arrow-left" aria-hidden="true"></span> {__('twint.tx.list.previous')}</a></li>{/if}
                {if $next !== null}<li class="page-item"><a class="page-link" rel="next" href="{$next}">{__('twint.tx.list.next')} <span class="fal fa-long-arrow-right" aria-hidden="true"></span></a></li>{/if}
                {if $last !== null}<li class="page-item"><a class="page-link" href="{$last}">{__('twint.tx.list.lastPage')}</a></li>{/if}
            </ul>
        </nav>
    {/if}
    {if count($rows) > 0}<a class="btn btn-outline-primary mb-2 ml-auto" href="{$csv}" download><i class="fal fa-download" aria-hidden="true"></i> {__('twint.tx.list.csv')}</a>{/if}
</div>
